/**
 * Requests as PostgREST carries them out: PostgreSQL itself reads the arguments out of the JSON text. (The stand-in
 * that tests talk to parses JSON on the way, which takes the odd numbers out of it.)
 */
import postgres from 'postgres'
import { sole } from '../../scripts/sure.ts'
import { asUser } from './as-user.ts'

/** Ends a transaction without a trace. */
class TakenBack extends Error {}

/** Calls a function as a user and takes back whatever it did. */
export async function callTakenBack(
  sql: postgres.Sql,
  userId: string,
  name: string,
  body: string,
): Promise<{ error?: postgres.PostgresError }> {
  const declared = await sole(sql`
    select proargnames[1:pronargs] as names, array(select format_type(type, null) from unnest(proargtypes) as type) as types
    from pg_proc where pronamespace = 'public'::regnamespace and proname = ${name}`)
  const names = declared.names as string[]
  const columns = names.map((argument, index) => `${argument} ${declared.types[index]}`).join(', ')
  const list = names.map((argument) => `${argument} => given.${argument}`).join(', ')
  try {
    await asUser(sql, userId, async (transaction) => {
      await transaction.unsafe(
        `select public.${name}(${list}) as answer from json_to_record($1::text::json) as given (${columns})`,
        [body],
      )
      throw new TakenBack()
    })
    return {}
  } catch (error) {
    if (error instanceof TakenBack) return {}
    if (!(error instanceof postgres.PostgresError)) throw error
    return { error }
  }
}
