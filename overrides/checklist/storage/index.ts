/** What the rest of the page may use of what is kept on this device. */

export { fingerprint } from "./fingerprint.ts";
export { Keeper } from "./keeper.ts";
export {
  isEmpty,
  onOtherTab,
  putBack,
  readBackup,
  readCountry,
  readNames,
  readPlan,
  takeAway,
  writeBackup,
  writeCountry,
  writeNames,
  writePlan,
} from "./store.ts";
