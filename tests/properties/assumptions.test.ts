/** The database and the app judge assumptions that depend on each other alike: with defaults, profile, scenario. */
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'
import { assumptionsSchema, resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { readOwnStressTests } from '#domain/scenarios/own-stress-tests.ts'
import { sole } from '../../scripts/sure.ts'
import { asUser } from '../support/as-user.ts'
import { adminConnection, signUp } from '../support/stack.ts'

const sql = adminConnection()
let userId: string
beforeAll(async () => {
  userId = (await signUp()).id
})

it('knows the default of every assumption', async () => {
  const rows = await sql<{ key: string; default_value: unknown }[]>`
    select key, default_value from private.field_definitions where entity = 'assumptions'`
  expect(rows).toHaveLength(assumptionFields.length)
  expect(Object.fromEntries(rows.map((row) => [row.key, row.default_value]))).toEqual(resolveAssumptions())
})

/** Stress tests as they are written, and nearly so. */
const test = fc
  .record({
    name: fc.constantFrom('Crash', 'a b', 'ä', '🙂', 'x'.repeat(40), 'x'.repeat(41), '', 'a|b', 'a\nb', ' '),
    figure: fc.constantFrom('share_value', 'loan_rate', 'rent', 'surplus', 'nothing'),
    by: fc.constantFrom(
      '-30',
      '100',
      '100.5',
      '20',
      '20.01',
      '1.25',
      '1.255',
      '-0',
      '999999999',
      '1e3',
      '',
      '5',
    ),
    from: fc.constantFrom('', '2030-01', '2030-13', '1899-12', '2199-12'),
    months: fc.constantFrom('', '1', '0', '999', '1000'),
  })
  .map(({ name, figure, by, from, months }) => [name, figure, by, from, months].join('|'))
const stressTests = fc.array(test, { minLength: 1, maxLength: 7 }).map((tests) => tests.join(';'))

it('refuses exactly the stress tests that the app refuses', () =>
  fc.assert(
    fc.asyncProperty(stressTests, async (stress_tests) => {
      const isKept = await asUser(sql, userId, (transaction) =>
        transaction
          .savepoint(
            (inner) => inner`update public.profiles set assumptions = ${inner.json({ stress_tests })}`,
          )
          .then(
            () => true,
            (error) => {
              expect(error).toMatchObject({ code: 'PT422' })
              return false
            },
          ),
      )
      expect(isKept).toBe(assumptionsSchema.safeParse({ stress_tests }).success)
      expect(isKept).toBe(readOwnStressTests(stress_tests).length > 0)
    }),
    { numRuns: 300 },
  ))

const correlation = fc.constantFrom(undefined, -1, -0.9, -0.5, 0, 0.2, 0.5, 0.8, 0.9, 1)
const sparse = fc
  .record({
    correlation_property_shares: correlation,
    correlation_property_rates: correlation,
    correlation_shares_rates: correlation,
    correlation_property_bonds: correlation,
    correlation_shares_bonds: correlation,
    correlation_bonds_rates: correlation,
  })
  .map((given) => JSON.parse(JSON.stringify(given)) as Record<string, number>)

const accepts = (assumptions: object) => assumptionsSchema.safeParse(assumptions).success

it('refuses exactly the correlations that the app refuses, whichever of scenario and profile changes', () =>
  fc.assert(
    fc.asyncProperty(sparse, sparse, sparse, async (profile, scenario, later) => {
      fc.pre(accepts(profile))
      const isKept = await asUser(sql, userId, async (transaction) => {
        await transaction`update public.scenarios set deleted_at = now() where deleted_at is null`
        await transaction`update public.profiles set assumptions = ${transaction.json(profile)}`
        const isAccepted = (work: Promise<unknown>) =>
          work.then(
            () => true,
            (error) => {
              expect(error).toMatchObject({ code: 'PT422' })
              expect(error.detail).toContain('inconsistent_correlations')
              return false
            },
          )
        const isAdded = await isAccepted(
          transaction.savepoint(
            (inner) =>
              inner`insert into public.scenarios (name, assumptions) values ('x', ${inner.json(scenario)})`,
          ),
        )
        const isChanged = await isAccepted(
          transaction.savepoint(
            (inner) => inner`update public.profiles set assumptions = ${inner.json(later)}`,
          ),
        )
        return { isAdded, isChanged }
      })
      const isAdded = accepts({ ...profile, ...scenario })
      expect(isKept).toEqual({
        isAdded,
        isChanged: accepts(later) && (!isAdded || accepts({ ...later, ...scenario })),
      })
    }),
    { numRuns: 100 },
  ))

it('refuses exactly the tax brackets that the app refuses', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(
          fc.constantFrom('0', '0.0', '10', '10.5', '200', '00300'),
          fc.constantFrom('0', '45', '100', '100.5'),
        ),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
      async (pairs) => {
        const brackets = pairs.map(([income, rate]) => `${income}: ${rate}`).join(' , ')
        const row = await sole(sql`select private.are_brackets_ordered(${brackets}) as accepted`)
        expect(row.accepted).toBe(accepts({ tax_brackets: brackets }))
      },
    ),
  ))
