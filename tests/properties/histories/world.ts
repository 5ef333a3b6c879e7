/** One user, in the database and in the model, and what they may do in both. */
import { deepStrictEqual } from 'node:assert'
import type postgres from 'postgres'
import { type Direct, direct } from '../../support/direct.ts'
import { Account } from './model/account.ts'
import type { Content } from './model/content.ts'
import type { Copy, Instance, Scenario } from './model/rows.ts'
import type { Step } from './steps.ts'
import type { StoredField } from './stored.ts'
import type { Stranger } from './stranger.ts'

export interface Answer {
  application_id: string
  status: string
  fingerprint: string
  replayed: boolean
  scenario: { id: string }
  items: StoredItem[]
}
export interface StoredItem {
  scenario_instance_id: string | null
  instance_id: string | null
  action: string
  after: Content | null
  fields: StoredField[]
}

/** A step with the rows that it is about, where there are any. */
interface Turn extends Step {
  requestId: string
  instance: Instance | undefined
  copy: Copy | undefined
  /** Of those that are not deleted. */
  scenario: Scenario | undefined
  anyScenario: Scenario | undefined
}

/** Carries a step out in the database and in the model. */
export type Carry = (world: World, turn: Turn) => Promise<void>

export class World {
  readonly model = new Account()
  readonly user: Direct
  readonly sql: postgres.Sql
  readonly stranger: Stranger
  last: { name: string; values: Record<string, unknown>; answer: Answer } | undefined

  constructor(sql: postgres.Sql, userId: string, stranger: Stranger) {
    this.sql = sql
    this.user = direct(sql, userId)
    this.stranger = stranger
  }

  async call(name: string, values: Record<string, unknown>): Promise<Answer> {
    return (await this.user.call(name, values)) as Answer
  }

  /** One that may be repeated, and is, by another step. */
  async request(name: string, values: Record<string, unknown>): Promise<Answer> {
    const answer = await this.call(name, values)
    this.last = { name, values, answer }
    return answer
  }

  setDeleted = (table: 'instances' | 'scenarios' | 'scenario_instances', id: string, isDeleted: boolean) =>
    this.user.as(
      (transaction) =>
        transaction`update ${transaction(table)} set deleted_at = ${isDeleted ? new Date() : null} where id = ${id}`,
    )
}

export async function refused(code: string, work: () => Promise<unknown>): Promise<void> {
  const found = await work().then(
    () => 'no refusal',
    (error: { code?: string }) => error.code ?? String(error),
  )
  deepStrictEqual(found, code)
}

export const pick = <T>(rows: readonly T[], at: number): T | undefined => rows[at % (rows.length || 1)]
export const someOf = <T>(rows: readonly T[], bits: number) =>
  rows.filter((_, index) => bits === 0 || (bits >> (index % 3)) % 2 === 1)
