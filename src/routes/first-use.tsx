/** Not an address of its own: asked in place of any page, before anything is entered. */
import { FirstUse } from '#features/settings/first-use.tsx'

export { FirstUse as Component }
