/** Somebody else, whom no history may touch. */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { sole } from '../../../scripts/sure.ts'
import { direct } from '../../support/direct.ts'
import { text } from './same-text.ts'
import { stored } from './stored.ts'

export interface Stranger {
  instance: string
  scenario: string
  /** All that they have. */
  state: string
}

export async function newStranger(sql: postgres.Sql, userId: string): Promise<Stranger> {
  const user = direct(sql, userId)
  const row = await sole(
    user.as(
      (transaction) =>
        transaction`insert into public.instances (name, kind, params) values ('Theirs', 'cash', '{"value": 1}') returning id`,
    ),
  )
  const made = (await user.call('create_scenario', {
    p_request_id: randomUUID(),
    p_name: 'Theirs',
    p_instance_ids: [row.id],
  })) as { scenario: { id: string } }
  return { instance: row.id, scenario: made.scenario.id, state: text(await stored(sql, userId)) }
}
