/** The form that gives an application another name. */

import { inApplication } from "./edits.js";
import { applicationOf } from "./record.js";
import { Sheet } from "./sheet.js";
import { nameFrom } from "./tidy.js";

/** @typedef {import("./types").RecordData} RecordData */

export class Rename {
  #application = "";

  /** @param {(edit: import("./edits.js").Edit) => void} saved */
  constructor(saved) {
    this.sheet = new Sheet("rename", () => {
      const [employer, role] = ["employer", "role"].map((name) => nameFrom(this.sheet.field(name).value));
      this.sheet.dialog.close();
      saved(inApplication(this.#application, (owner) => void Object.assign(owner, { employer, role })));
    });
  }

  /**
   * @param {RecordData} record
   * @param {string} application
   */
  open(record, application) {
    this.#application = application;
    const { employer = "", role = "" } = applicationOf(record, application) ?? {};
    this.sheet.field("employer").value = employer;
    this.sheet.field("role").value = role;
    this.sheet.dialog.showModal();
    this.sheet.field("employer").select();
  }
}
