/** What's made from an object, made once for each: a record's parts are never changed in place. */
export function onceFor<Source extends object, Made>(make: (source: Source) => Made) {
  const known: WeakMap<Source, Made> = new WeakMap();
  return (source: Source): Made => {
    let made = known.get(source);
    if (made === undefined) {
      made = make(source);
      known.set(source, made);
    }
    return made;
  };
}
