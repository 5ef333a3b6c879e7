import { type FormEvent, useState } from 'react'

type Problems<Name extends string> = Partial<Record<Name, string>>
type Progress = { status: 'idle' | 'pending' | 'success' } | { status: 'error'; error: unknown }

/**
 * A form of a few text fields, read when it is sent. What is wrong stands beside its field until the
 * next attempt; the browser keeps what was typed. On its own, because a form library and a query cache
 * would be a tenth of what is loaded before sign-in.
 */
export function useTextForm<Name extends string>(
  rules: Record<Name, (value: string) => string | null>,
  onSubmit: (values: Record<Name, string>) => Promise<unknown>,
) {
  const [problems, setProblems] = useState<Problems<Name>>({})
  const [progress, setProgress] = useState<Progress>({ status: 'idle' })
  const names = Object.keys(rules) as Name[]

  async function send(values: Record<Name, string>) {
    setProgress({ status: 'pending' })
    try {
      await onSubmit(values)
      setProgress({ status: 'success' })
    } catch (error) {
      setProgress({ status: 'error', error })
    }
  }

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
    else if (progress.status !== 'pending') void send(values)
  }

  return {
    handleSubmit,
    problems,
    isPending: progress.status === 'pending',
    isSuccess: progress.status === 'success',
    error: progress.status === 'error' ? progress.error : null,
  }
}
