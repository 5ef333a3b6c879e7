/** A published tax table holds until a day. Projections go on with it after that, and whoever reads them should know. */

import type { Params } from '#domain/instances/types.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { type TaxPreset, taxPresets } from './presets.ts'

const presets: Readonly<Record<string, TaxPreset>> = taxPresets

/** The day of this moment in the calendar of the machine's own time zone, as `YYYY-MM-DD`. */
function dayOf(moment: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`
}

/**
 * Says that the tax table of these sparse assumptions is past its date, as in "Tax is worked out with the table of
 * Australia 2025–26, resident, which held until 30 June 2026."; null while it holds, and where there is no table.
 */
export function pastDateText(assumptions: Params, today: Date, locale: string): string | null {
  const preset = resolveAssumptions(assumptions).tax_preset
  const table = presets[String(preset)]
  if (!table || dayOf(today) <= table.validTo) return null
  const until = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(table.validTo),
  )
  return `Tax is worked out with the table “${table.label}”, which held until ${until}.`
}
