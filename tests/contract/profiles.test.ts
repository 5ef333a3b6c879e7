import { expect, it } from 'vitest'
import { getProfile, saveAssumptions, saveProfile } from '#data/profiles/profiles.api.ts'
import { usualAge } from '#domain/instances/stated-month.ts'
import { signUp } from '../support/stack.ts'

it('points amounts out at the usual age until its user says another, from a month to ten years', async () => {
  const { client } = await signUp()
  expect((await getProfile(client))?.stale_after_months).toBe(usualAge)
  expect((await saveProfile(client, { stale_after_months: 12 })).stale_after_months).toBe(12)
  for (const months of [0, 121])
    await expect(saveProfile(client, { stale_after_months: months })).rejects.toMatchObject({
      code: 'invalid',
      detail: { field: 'stale_after_months', problem: 'out_of_range', min: 1, max: 120 },
    })
})

it('keeps the assumptions that two tabs changed side by side', async () => {
  const { client } = await signUp()
  const began = await getProfile(client)
  await saveAssumptions(client, began, { inflation_rate: 3 })
  const saved = await saveAssumptions(client, began, { horizon_years: 20 })
  expect(saved.assumptions).toEqual({ inflation_rate: 3, horizon_years: 20 })
})

it('overwrites no assumption that another tab has changed, and gives the profile as it is now', async () => {
  const { client } = await signUp()
  const began = await getProfile(client)
  const first = await saveAssumptions(client, began, { inflation_rate: 3 })
  const second = saveAssumptions(client, began, { inflation_rate: 2, horizon_years: 20 })
  await expect(second).rejects.toMatchObject({ code: 'conflict', current: first })
  expect(await getProfile(client)).toEqual(first)

  const decided = await saveAssumptions(client, first, { inflation_rate: 2, horizon_years: 20 })
  expect(decided.assumptions).toEqual({ inflation_rate: 2, horizon_years: 20 })
})

it('saves again what a lost answer had saved, and does not mind a new theme meanwhile', async () => {
  const { client } = await signUp()
  const began = await getProfile(client)
  await saveAssumptions(client, began, { inflation_rate: 3 })
  await saveProfile(client, { theme: 'dark' })
  const again = await saveAssumptions(client, began, { inflation_rate: 3 })
  expect(again).toMatchObject({ theme: 'dark', assumptions: { inflation_rate: 3 } })
})
