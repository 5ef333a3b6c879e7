/** Whether this can be the id of a row at all; an address with anything else in it leads nowhere. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
