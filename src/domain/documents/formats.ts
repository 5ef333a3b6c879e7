/** The files that are written and read: their formats, versions and limits, as the database has them. */
export const documentFormats = { instances: 'scenarios/instances', scenario: 'scenarios/scenario' } as const
export type DocumentKind = keyof typeof documentFormats

/** The versions that can be read; the last one is what an export writes. */
export const documentVersions = { instances: [1], scenario: [1, 2] } as const satisfies Record<
  DocumentKind,
  readonly number[]
>

/** The largest file that the database takes, in bytes, and the most instances in one. */
export const documentLimits = { bytes: 5 * 1024 * 1024, instances: 2_000 }
