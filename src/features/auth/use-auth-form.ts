import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

type Problems<Name extends string> = Partial<Record<Name, string>>

/**
 * A form of a few text fields, read when it is sent. What is wrong stands beside its field until the
 * next attempt; the browser keeps what was typed. (A form library would be a twentieth of the first load.)
 */
export function useAuthForm<Name extends string>(
  rules: Record<Name, (value: string) => string | null>,
  onSubmit: (values: Record<Name, string>) => Promise<unknown>,
) {
  const [problems, setProblems] = useState<Problems<Name>>({})
  const { mutate, isPending, isSuccess, error, variables } = useMutation({ mutationFn: onSubmit })
  const names = Object.keys(rules) as Name[]

  const handleSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const values = Object.fromEntries(names.map((name) => [name, String(data.get(name) ?? '')])) as Record<
      Name,
      string
    >
    const found: Problems<Name> = {}
    for (const name of names) {
      const problem = rules[name](values[name])
      if (problem) found[name] = problem
    }
    setProblems(found)
    const firstWrong = names.find((name) => found[name])
    if (firstWrong) form.querySelector<HTMLElement>(`[name="${firstWrong}"]`)?.focus()
    else mutate(values)
  }

  return { handleSubmit, problems, isPending, isSuccess, error, sent: variables }
}
