/** What loans and the properties that secure them say together is judged alike by the app and by the database. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { currentMonth } from '#domain/calendar/month.ts'
import { securityProblems } from '#domain/instances/secured.ts'
import { adminConnection } from '../support/stack.ts'

const sql = adminConnection()

const month = fc.constantFrom('2019-12', '2020-01', '2020-02', '2030-01', '2030-02', '2030', 'soon')
const [lineage, another] = [randomUUID(), randomUUID()]
const property = fc.record(
  { value: fc.constant(1), start_month: month, sale_month: month },
  { requiredKeys: ['value'] },
)
const set = fc.record({
  loan: fc.record(
    { balance: fc.constantFrom(0, 0.5, 5), start_month: month, as_of_month: month },
    { requiredKeys: ['balance'] },
  ),
  properties: fc.array(property, { maxLength: 2 }),
  others: fc.array(property, { maxLength: 1 }),
})

it('a loan beside any properties is refused for the same reasons, beside the same fields', async () => {
  await fc.assert(
    fc.asyncProperty(set, async ({ loan, properties, others }) => {
      const rows = [
        {
          place: 'loan',
          lineage_id: null,
          kind: 'loan',
          params: { ...loan, secured_on: lineage },
          is_written: true,
        },
        ...properties.map((params, i) => ({
          place: `property ${i}`,
          lineage_id: lineage,
          kind: 'property',
          params,
          is_written: false,
        })),
        ...others.map((params) => ({
          place: 'another',
          lineage_id: another,
          kind: 'property',
          params,
          is_written: false,
        })),
      ]
      const found = await sql`
        select field, problem from private.security_problems(array(
          select (place, lineage_id, kind, null, params, is_written)::private.secured_row
          from jsonb_to_recordset(${sql.json(rows)}) as given
            (place text, lineage_id text, kind text, params jsonb, is_written boolean)))`
      const expected = securityProblems(
        { ...loan, secured_on: lineage },
        properties,
        currentMonth(new Date()),
      )
      expect(found.map(({ field, problem }) => `${field} ${problem}`).sort()).toEqual(
        expected.map(({ key, problem }) => `params.${key} ${problem}`).sort(),
      )
    }),
    { numRuns: 300 },
  )
})
