/** Published tax tables, each with its date and source. A new year is a new preset; an old one never changes. */
import type { TaxBracket } from './brackets.ts'

export interface TaxPreset {
  readonly label: string
  /** First and last day for which the table was published. */
  readonly validFrom: string
  readonly validTo: string
  readonly source: string
  /** What the table leaves out. */
  readonly leavesOut: string
  readonly brackets: readonly TaxBracket[]
}

export const taxPresets = {
  au_2025_26_resident: {
    label: 'Australia 2025–26, resident',
    validFrom: '2025-07-01',
    validTo: '2026-06-30',
    source:
      'Australian Taxation Office, "Tax rates – Australian residents", resident tax rates 2025–26 (Income Tax Rates Act 1986, Schedule 7)',
    leavesOut: 'Medicare levy and surcharge, and all offsets such as the low income tax offset',
    brackets: [
      { from: 0, rate: 0 },
      { from: 18_200, rate: 16 },
      { from: 45_000, rate: 30 },
      { from: 135_000, rate: 37 },
      { from: 190_000, rate: 45 },
    ],
  },
} as const satisfies Record<string, TaxPreset>
