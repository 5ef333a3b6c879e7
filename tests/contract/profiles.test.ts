import { describe, expect, it } from 'vitest'
import { getProfile, saveAssumptions, saveProfile } from '#data/profiles/profiles.api.ts'
import { usualAge } from '#domain/instances/stated-month.ts'
import { refusalOf } from '../support/refusal.ts'
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

it('knows no country until its user says one, and takes only codes of two letters', async () => {
  const { client } = await signUp()
  expect(await getProfile(client)).toMatchObject({ country: null, version: 1 })
  const saved = await saveProfile(client, { country: 'GB', currency: 'GBP', locale: 'en-GB' })
  expect(saved).toMatchObject({ country: 'GB', currency: 'GBP', version: 2, assumptions: {} })
  for (const country of ['gb', 'GBR', 'G', '', 'G1', 'GB\n'])
    await expect(saveProfile(client, { country }), country).rejects.toMatchObject({
      code: 'invalid',
      detail: { field: 'country', problem: 'wrong_form' },
    })
  expect(await getProfile(client)).toEqual(saved)
  expect(await saveProfile(client, { country: null })).toMatchObject({ country: null, version: 3 })
})

it('stores an assumption that is the catalogue’s default and not that of the country', async () => {
  const { client } = await signUp()
  const began = await saveProfile(client, { country: 'GB' })
  const saved = await saveAssumptions(client, began, { inflation_rate: 2.5 })
  expect(saved.assumptions).toEqual({ inflation_rate: 2.5 })
  // Said in another tab meanwhile, what the country has anyhow is no change.
  const other = await saveAssumptions(client, saved, { inflation_rate: 2.5, tax_year_end_month: 3 })
  expect(other.assumptions).toEqual({ inflation_rate: 2.5, tax_year_end_month: 3 })
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

const stated = { household_cash: 5_000, household_as_of_month: '2026-11', carried_losses: 80_000 }

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

describe('sent to the table itself', () => {
  const test = (name: string) => `${name}|share_value|-30||`
  it.each([
    [{ stress_tests: `${test('a'.repeat(40))};`.repeat(20).slice(0, -1) }, 'wrong_length'],
    [{ stress_tests: Array(7).fill(test('Crash')).join(';') }, 'wrong_form'],
    [{ stress_tests: test('a'.repeat(41)) }, 'wrong_form'],
    [{ stress_tests: test('Two\nlines') }, 'wrong_form'],
    [{ stress_tests: 'Crash|share_value|-101||' }, 'wrong_form'],
    [{ stress_tests: 'Crash|net_worth|-30||' }, 'wrong_form'],
    [{ stress_tests: "Crash|share_value|-30||');drop table profiles;--" }, 'wrong_form'],
    [{ stress_tests: '' }, 'wrong_length'],
    [{ stress_tests: 5 }, 'wrong_type'],
    [{ stress_tests: [test('Crash')] }, 'wrong_type'],
    [{ stress_tests: { name: 'Crash' } }, 'wrong_type'],
  ])('stress tests that are none are refused, naming the field: %j', async (assumptions, problem) => {
    const { client, id } = await signUp()
    const began = await getProfile(client)
    const { error } = await client.from('profiles').update({ assumptions }).eq('user_id', id)
    expect(error?.code, error?.message).toBe('PT422')
    expect(refusalOf(error)).toMatchObject({ field: 'assumptions.stress_tests', problem })
    expect(await getProfile(client)).toEqual(began)
  })

  it.each([[null], ['six'], [1.5], [{ months: 6 }], [1e12], [0], [-6], [121]])(
    'an age of amounts that is none is refused: %j',
    async (months) => {
      const { client, id } = await signUp()
      const began = await getProfile(client)
      const forged = { stale_after_months: months } as unknown as { stale_after_months: number }
      const { error } = await client.from('profiles').update(forged).eq('user_id', id)
      expect(error?.code, error?.message).toMatch(/^(PT422|22...)$/)
      if (error?.code === 'PT422') expect(refusalOf(error)).toMatchObject({ field: 'stale_after_months' })
      expect(await getProfile(client)).toEqual(began)
    },
  )

  it('stress tests that are null are none', async () => {
    const { client, id } = await signUp()
    const { error } = await client
      .from('profiles')
      .update({ assumptions: { stress_tests: null } })
      .eq('user_id', id)
    expect(error).toBeNull()
    expect((await getProfile(client))?.assumptions).toEqual({})
  })

  it('somebody else’s profile cannot be changed or taken over: whoever names it means their own', async () => {
    const [victim, stranger] = [await signUp(), await signUp()]
    const forged = { stale_after_months: 120, assumptions: { stress_tests: test('Crash') } }
    const [theirs, own] = [await getProfile(victim.client), await getProfile(stranger.client)]
    const profiles = stranger.client.from('profiles')
    const changed = await profiles.update(forged).eq('user_id', victim.id).select()
    expect(changed).toMatchObject({ data: [], error: null })
    await profiles.update({ user_id: victim.id } as never).eq('user_id', stranger.id)
    expect(await getProfile(stranger.client)).toEqual(own)
    await profiles.upsert({ ...forged, user_id: victim.id }, { onConflict: 'user_id' }).throwOnError()
    expect(await getProfile(stranger.client)).toMatchObject(forged)
    expect(await getProfile(victim.client)).toEqual(theirs)
  })
})
