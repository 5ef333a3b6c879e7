import { useMemo, useState } from 'react'
import type { Instance } from '#data/instances/instance.ts'
import type { Month } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { type Draft, type Drafts, draftsOf, problemOf } from '#fields/drafts.ts'
import { useFormat } from '#ui/format.ts'
import { canBeConfirmed, paramChanges, paramsAfter, type Subject } from './amount-updates.ts'

interface Said {
  /** The row that was looked at when the first word was said. */
  readonly began: Instance
  readonly drafts: Drafts
}

/** What was said of one holding, for its row of the form. */
export interface RowDraft {
  readonly drafts: Drafts
  /** Null: it is left as it is. */
  readonly after: Params | null
  /** By field, once it was tried to save. */
  readonly problems: Readonly<Record<string, string>>
  /** The row as it was, where it was changed elsewhere since; a decision is needed. */
  readonly began: Instance | null
}

/** What is said of the amounts of many holdings. Nothing is written here; rows of which nothing is said follow the server. */
export function useAmountsDraft(subjects: readonly Subject[], today: Month) {
  const format = useFormat()
  const [said, setSaid] = useState<ReadonlyMap<string, Said>>(new Map())
  const [isJudged, setJudged] = useState(false)

  const say = (subject: Subject, drafts: Drafts) =>
    setSaid((all) =>
      new Map(all).set(subject.row.id, { began: all.get(subject.row.id)?.began ?? subject.row, drafts }),
    )
  const state = ({ fields, ...subject }: Subject, amounts: Params) =>
    say({ fields, ...subject }, draftsOf(fields, amounts))

  const rows = useMemo(
    () =>
      new Map(
        subjects.map((subject): [string, RowDraft] => {
          const { row, fields, now } = subject
          const { began, drafts } = said.get(row.id) ?? {}
          const shown = drafts ?? draftsOf(fields, now)
          const problems = fields.flatMap((field) => {
            const problem = drafts && problemOf(field, drafts[field.key], format)
            return problem ? [[field.key, problem]] : []
          })
          return [
            row.id,
            {
              drafts: shown,
              after: drafts ? paramsAfter(subject, drafts, today) : null,
              problems: Object.fromEntries(problems),
              began: began && began.version !== row.version ? began : null,
            },
          ]
        }),
      ),
    [subjects, said, format, today],
  )
  const touched = subjects.filter(({ row }) => said.has(row.id))

  return {
    rows,
    isJudged,
    count: touched.length,
    change: (subject: Subject, key: string, draft: Draft) =>
      say(subject, { ...(rows.get(subject.row.id)?.drafts ?? {}), [key]: draft }),
    takeExpected: (subject: Subject) => state(subject, subject.now),
    takeStill: (subject: Subject) => state(subject, subject.before),
    /** Of all of which nothing is said yet. */
    takeAllExpected: (among: readonly Subject[]) => {
      for (const subject of among)
        if (canBeConfirmed(subject) && !said.has(subject.row.id)) state(subject, subject.now)
    },
    leave: (id: string) => setSaid((all) => new Map([...all].filter(([key]) => key !== id))),
    /** Stands by what is said, over what was changed elsewhere. */
    keep: ({ row }: Subject) =>
      setSaid((all) => {
        const mine = all.get(row.id)
        return mine ? new Map(all).set(row.id, { ...mine, began: row }) : all
      }),
    clear: () => setSaid(new Map()),
    /** The changes to send, or null while something stands against them, which is shown from now on. */
    changes: () => {
      setJudged(true)
      const all = touched.map(({ row }) => ({ row, ...rows.get(row.id) }))
      if (all.some(({ problems, began }) => began || Object.keys(problems ?? {}).length > 0)) return null
      const changes = all.flatMap(({ row, after }) => {
        const params = after ? paramChanges(row.params, after) : {}
        return Object.keys(params).length > 0 ? [[row.id, { version: row.version, params }] as const] : []
      })
      return Object.fromEntries(changes)
    },
  }
}

export type AmountsDraft = ReturnType<typeof useAmountsDraft>
