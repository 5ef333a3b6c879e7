import { type ChangeEvent, useState } from 'react'
import { nameLimit, nameSchema } from '#domain/instances/schema.ts'
import { tidyName } from '#domain/instances/tidy-name.ts'

/** The name of a scenario in a form: its input, and the judgement when the form is sent. */
export function useNameField(initial: string) {
  const [typed, setTyped] = useState(initial)
  const [problem, setProblem] = useState<string | null>(null)
  return {
    name: tidyName(typed),
    isChanged: typed !== initial,
    /** Judges the name and says beside it what is wrong. */
    isValid: (): boolean => {
      const result = nameSchema.safeParse(typed)
      setProblem(result.success ? null : (result.error.issues[0]?.message ?? null))
      return result.success
    },
    input: {
      value: typed,
      error: problem,
      maxLength: nameLimit,
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        setProblem(null)
        setTyped(event.currentTarget.value)
      },
    },
  }
}
