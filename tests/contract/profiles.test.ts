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

const stated = { household_cash: 5_000, household_as_of_month: '2026-11', other_income: 80_000 }

it('keeps a balance that one tab corrects and what another confirms, each with its month', async () => {
  const { client } = await signUp()
  const began = await saveAssumptions(client, await getProfile(client), stated)
  const corrected = {
    household_cash: 6_000,
    household_as_of_month: '2027-03',
    carried_capital_losses: 20_000,
  }
  await saveAssumptions(client, began, { ...stated, household_confirmed_month: '2027-03' })
  const saved = await saveAssumptions(client, began, { ...stated, ...corrected })
  expect(saved.assumptions).toEqual({ ...stated, ...corrected, household_confirmed_month: '2027-03' })
})

it('writes neither a month nor what goes along with it where another tab has corrected the balance otherwise', async () => {
  const { client } = await signUp()
  const began = await saveAssumptions(client, await getProfile(client), stated)
  const month = { household_as_of_month: '2027-03', carried_capital_losses: 20_000 }
  const corrections = [6_000, 7_000].map((household_cash) => ({ ...stated, ...month, household_cash }))
  const answers = await Promise.allSettled(
    corrections.map((assumptions) => saveAssumptions(client, began, assumptions)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const first = corrections[answers.findIndex(({ status }) => status === 'fulfilled')]
  expect(await getProfile(client)).toMatchObject({ version: began.version + 1, assumptions: first })
  const later = { ...stated, household_as_of_month: '2027-04', income_so_far: 300 }
  await expect(saveAssumptions(client, began, later)).rejects.toMatchObject({ code: 'conflict' })
  expect((await getProfile(client))?.assumptions).toEqual(first)
})

it('takes the same correction of two tabs for one', async () => {
  const { client } = await signUp()
  const began = await saveAssumptions(client, await getProfile(client), stated)
  const corrected = { ...stated, household_cash: 6_000, household_as_of_month: '2027-03' }
  const [one, other] = await Promise.all([1, 2].map(() => saveAssumptions(client, began, corrected)))
  expect(one?.assumptions).toEqual(corrected)
  expect(other?.assumptions).toEqual(corrected)
})
