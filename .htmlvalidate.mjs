// The recommended rules; each that is off has its reason.
const theme = "off"; // the theme's own markup, which we do not override
const taste = "off"; // how HTML is written, not whether it is right

export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "valid-id": theme, // __drawer, __search
    "input-attributes": theme, // autocomplete on those two
    "valid-autocomplete": theme,
    "wcag/h32": theme, // search and palette are forms that nobody submits
    "prefer-native-element": theme,
    "presentation-role-style": theme,
    // A set of ticks has one name, as a set of choices has.
    "form-dup-name": ["error", { shared: ["checkbox", "radio", "button", "reset", "submit"] }],
    "long-title": taste,
    "no-trailing-whitespace": taste,
    "void-style": taste,
    "attribute-boolean-style": taste,
    "doctype-style": taste,
    "attr-quotes": taste,
  },
};
