/** `npm run rehearse`: the plan of the rollout walked through, with an accident, on this machine; prints each step. */
import type postgres from 'postgres'
import { rehearse, type Telling } from './rehearsal.ts'

const say = (line = '') => process.stdout.write(`${line}\n`)
const indented = (text: string, by: string) => text.replace(/\n\s*/g, `\n${by}`)

function table(rows: postgres.Row[]): string[] {
  if (rows.length === 0) return ['(no row)']
  return rows.map((row) =>
    Object.values(row)
      .map((value) => String(value))
      .join(' | '),
  )
}

const aloud: Telling = {
  step: (title) => say(`\n── ${title} ${'─'.repeat(Math.max(3, 100 - title.length))}\n`),
  happens: (sentence) => say(`   ${indented(sentence, '   ')}`),
  does: (statement, answer) => say(` > ${indented(statement, '     ')}\n   → ${answer}`),
  sees: (query, rows) =>
    say(
      ` ? ${indented(query, '     ')}\n${table(rows)
        .map((line) => `     ${line}`)
        .join('\n')}`,
    ),
}

say(
  'A rehearsal: people and time are simulated, everything else is the product. > is what an operator does, ? what they ask.',
)
const { isComplete, restored } = await rehearse(4_000, aloud)
say(
  `\n${isComplete ? 'Complete' : 'NOT COMPLETE'}. What people own was restored ${restored.isEqual ? 'exactly' : 'NOT AS IT WAS'}.`,
)
process.exit(isComplete && restored.isEqual ? 0 : 1)
