/** The household that tests are about. It is no sample of the app: what that tells may change, and no test with it. */
import type { Page } from '@playwright/test'
import { createClient } from '@supabase/supabase-js'
import type { Database } from '#data/database.types.ts'
import { createInstances } from '#data/instances/instances.api.ts'
import { getProfile, saveAssumptions } from '#data/profiles/profiles.api.ts'
import { addMonths, currentMonth, type Month } from '#domain/calendar/month.ts'
import type { InstanceContent, InstanceKind, Params } from '#domain/instances/types.ts'
import { publishableKey } from './open-account.ts'

type Holding = InstanceContent & { readonly kind: InstanceKind }

/** A flat with its loan, index funds, savings, a car loan, and what a household earns and spends, until retiring and after. */
export function household(month: Month): readonly Holding[] {
  const lastOfWork = addMonths(month, 25 * 12)
  const retired = addMonths(lastOfWork, 1)
  const holding = (kind: InstanceKind, name: string, params: Params): Holding => ({
    kind,
    name,
    status: 'active',
    params: { as_of_month: month, ...params },
  })
  return [
    holding('property', 'Two-bedroom flat, Brunswick', {
      value: 685_000,
      growth_rate: 4.5,
      volatility: 11,
      weekly_rent: 590,
      rent_growth_rate: 3,
      vacancy_rate: 4,
      management_rate: 6,
      annual_expenses: 7_400,
      expense_growth_rate: 3,
      loan_balance: 498_000,
      loan_rate: 6.14,
      loan_term_months: 318,
      loan_interest_only_months: 18,
      offset_balance: 22_000,
      purchase_costs: 34_500,
      cost_base: 614_500,
      building_depreciation: 5_800,
      building_depreciation_years: 29,
      plant_value: 8_200,
    }),
    holding('portfolio', 'Index funds', {
      value: 132_000,
      cost_base: 104_500,
      expected_return: 7.5,
      volatility: 15,
      income_yield: 3.6,
      annual_fee_rate: 0.18,
      monthly_contribution: 900,
      contribution_growth_rate: 3,
      contribution_end_month: addMonths(month, 20 * 12),
    }),
    holding('cash', 'Savings account', { value: 34_000, interest_rate: 4.35, monthly_contribution: 400 }),
    holding('loan', 'Car loan', { balance: 21_500, rate: 7.9, term_months: 46 }),
    holding('cash_flow', 'Salary', { amount: 7_900, end_month: lastOfWork }),
    holding('cash_flow', 'Living costs', { direction: 'expense', amount: 3_200, end_month: lastOfWork }),
    holding('cash_flow', 'Pension', { amount: 2_600, start_month: retired }),
    holding('cash_flow', 'Living costs in retirement', {
      direction: 'expense',
      amount: 2_900,
      start_month: retired,
    }),
  ]
}

/** Their household account: empty as it begins. */
export function householdAssumptions(month: Month): Params {
  return { household_as_of_month: month }
}

/** Gives it to whoever is signed in on a page. The page's own browser asks, so that recorded traffic holds it. */
export async function enterHousehold(page: Page): Promise<void> {
  const { now, token } = await page.evaluate(() => {
    const stored = Object.entries(localStorage).find(([name]) => /^sb-.*-auth-token$/.test(name))
    return {
      now: Date.now(),
      token: (JSON.parse(stored?.[1] ?? '{}') as { access_token?: string }).access_token ?? '',
    }
  })
  const client = createClient<Database>(new URL(page.url()).origin, publishableKey, {
    accessToken: async () => token,
    global: { fetch: (input, init) => fetchIn(page, String(input), init) },
  })
  const month = currentMonth(new Date(now))
  const profile = await getProfile(client)
  await saveAssumptions(client, profile, { ...householdAssumptions(month), ...profile?.assumptions })
  await createInstances(client, household(month))
}

async function fetchIn(page: Page, address: string, init: RequestInit = {}): Promise<Response> {
  const { status, headers, text } = await page.evaluate(
    async ([url, method, sent, body]) => {
      const answer = await fetch(url, { method, headers: sent, ...(body === null ? {} : { body }) })
      return { status: answer.status, headers: [...answer.headers], text: await answer.text() }
    },
    [
      address,
      init.method ?? 'GET',
      Object.fromEntries(new Headers(init.headers)),
      typeof init.body === 'string' ? init.body : null,
    ] as const,
  )
  return new Response(text || null, { status, headers: headers as [string, string][] })
}
