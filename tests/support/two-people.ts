import type postgres from 'postgres'

/** Two people are taxed in this user's reality: whatever the catalogue allows may be stated of whose an investment is. */
export async function taxTwoPeople(sql: postgres.ISql, userId: string): Promise<void> {
  await sql`update public.profiles set assumptions = '{"taxpayers": 2}' where user_id = ${userId}`
}
