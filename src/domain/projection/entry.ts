/** The entry of a list that is known to be there. Throws a `RangeError` where it is not: no figure comes from nowhere. */
export function entry<Item>(list: ArrayLike<Item>, index: number): Item {
  const item = list[index]
  if (item === undefined) throw new RangeError(`There is no entry ${index} among ${list.length}.`)
  return item
}
