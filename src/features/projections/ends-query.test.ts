import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { comparisonQuery } from './comparison-query.ts'
import { endsQuery, keptEnds } from './ends-query.ts'
import { outlooksQuery } from './outlook-query.ts'

const planOf = (value: number, paths = 50): Plan => ({
  startMonth: toMonth('2027-01'),
  assumptions: { paths, horizon_years: 2 },
  instances: [
    {
      ...{ id: 'fund', lineageId: 'fund', name: 'Fund', kind: 'portfolio', status: 'active' },
      params: { value },
    },
  ],
})
const reality = planOf(1_000)
const scenarios = Array.from({ length: 12 }, (_, index) => planOf(2_000 + index))
const playedOf = (client: QueryClient) => client.getQueryCache().findAll({ queryKey: ['ends'] })

it('plays reality through once beside twelve scenarios, and nothing again for a comparison of some of them', async () => {
  const client = new QueryClient()
  await Promise.all(scenarios.map((plan) => client.fetchQuery(outlooksQuery(reality, [plan]))))
  expect(playedOf(client)).toHaveLength(13)
  await client.fetchQuery(comparisonQuery(reality, scenarios.slice(0, 6)))
  expect(playedOf(client).map(({ state }) => state.dataUpdateCount)).toEqual(new Array(13).fill(1))
})

it('keeps what is used again and again however many others come after it', async () => {
  const client = new QueryClient()
  for (const plan of scenarios) await client.fetchQuery(outlooksQuery(reality, [plan]))
  expect(client.getQueryData(endsQuery(reality).queryKey)).toBeDefined()
  expect(client.getQueryState(endsQuery(reality).queryKey)?.dataUpdateCount).toBe(1)
  expect(playedOf(client).length).toBeLessThan(13)
})

it('stops playing once nobody waits for it, and goes on while somebody does', async () => {
  const client = new QueryClient()
  const plan = planOf(5_000, 20_000)
  const [first, second] = [new AbortController(), new AbortController()]
  const left = keptEnds(client, plan, first.signal)
  const other = keptEnds(client, plan, second.signal)
  first.abort()
  await expect(left).rejects.toMatchObject({ name: 'AbortError' })
  expect(client.getQueryState(endsQuery(plan).queryKey)?.fetchStatus).toBe('fetching')
  second.abort()
  await expect(other).rejects.toMatchObject({ name: 'AbortError' })
  await expect.poll(() => client.getQueryState(endsQuery(plan).queryKey)?.fetchStatus).toBe('idle')
  expect(client.getQueryData(endsQuery(plan).queryKey)).toBeUndefined()
})
