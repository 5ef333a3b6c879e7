import { Button, Group } from '@mantine/core'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { ErrorState } from '#ui/error-state.tsx'
import { SendingForm } from '#ui/sending-form.tsx'

type Problems<Name extends string> = Partial<Record<Name, string>>

interface TextFormProps<Name extends string> {
  /** The fields by name, and what is wrong with the text of each, if anything. */
  rules: Readonly<Record<Name, (text: string) => string | null>>
  onSubmit: (texts: Record<Name, string>) => Promise<unknown>
  submitLabel: string
  /** What did not happen when it fails. */
  failed: string
  /** Ways on from what failed. */
  renderWayOn?: (error: unknown) => ReactNode
  secondaryActions?: ReactNode
  /** The button takes the whole width. */
  isWide?: boolean
  children: (problems: Problems<Name>) => ReactNode
}

/**
 * A form of a few text fields, read when it is sent. What is wrong stands beside its field until the next attempt; the
 * browser keeps what was typed. On its own, because a form library and a query cache would be a tenth of what is loaded
 * before sign-in.
 */
export function TextForm<Name extends string>({
  rules,
  onSubmit,
  submitLabel,
  failed,
  renderWayOn,
  secondaryActions,
  isWide = false,
  children,
}: TextFormProps<Name>) {
  const form = useRef<HTMLFormElement>(null)
  const [problems, setProblems] = useState<Problems<Name>>({})
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const names = Object.keys(rules) as Name[]

  async function send(texts: Record<Name, string>) {
    setIsSending(true)
    setError(null)
    try {
      await onSubmit(texts)
    } catch (error) {
      setError(error)
    }
    setIsSending(false)
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (!form.current || isSending) return
    const data = new FormData(form.current)
    const texts = {} as Record<Name, string>
    const found: Problems<Name> = {}
    for (const name of names) {
      texts[name] = String(data.get(name) ?? '')
      const problem = rules[name](texts[name])
      if (problem) found[name] = problem
    }
    setProblems(found)
    const firstWrong = names.find((name) => found[name])
    if (firstWrong) form.current.querySelector<HTMLElement>(`[name="${firstWrong}"]`)?.focus()
    else void send(texts)
  }

  return (
    <SendingForm
      ref={form}
      isSending={isSending}
      onSubmit={handleSubmit}
      foot={
        <>
          {error !== null && (
            <ErrorState error={error} title={failed}>
              {renderWayOn?.(error)}
            </ErrorState>
          )}
          <Group gap="sm">
            <Button type="submit" loading={isSending} fullWidth={isWide}>
              {submitLabel}
            </Button>
            {secondaryActions}
          </Group>
        </>
      }
    >
      {children(problems)}
    </SendingForm>
  )
}
