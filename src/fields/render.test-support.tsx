import { MantineProvider } from '@mantine/core'
import { render } from '@testing-library/react'
import type { ComponentProps, ReactElement } from 'react'
import { MemoryRouter } from 'react-router-dom'
import type { Params } from '#domain/instances/types.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { type Format, FormatProvider } from '#ui/format.ts'
import { AssumptionsForm } from './assumptions-form.tsx'
import { InstanceForm } from './instance-form.tsx'
import { useAssumptionsDraft } from './use-assumptions-draft.ts'
import { type InstanceDraft, useInstanceDraft } from './use-instance-draft.ts'

/** Renders with what every component needs; without animations, so that tests see the end of them. */
export function renderInApp(element: ReactElement, format: Partial<Format> = {}) {
  return render(element, {
    wrapper: ({ children }) => (
      <MantineProvider env="test">
        <FormatProvider value={{ currency: 'AUD', locale: 'en-AU', ...format }}>
          <MemoryRouter>{children}</MemoryRouter>
        </FormatProvider>
      </MantineProvider>
    ),
  })
}

const nothing: Params = {}

type FormProps = ComponentProps<typeof InstanceForm>
export type DraftedInstanceFormProps = Omit<FormProps, 'draft' | 'assumptions' | 'renderEffect'> &
  Parameters<typeof useInstanceDraft>[0] &
  Partial<Pick<FormProps, 'assumptions' | 'renderEffect'>> & { onDraft?: (draft: InstanceDraft) => void }

/** Of a panel what the form itself knows. */
const ownFigures: FormProps['renderEffect'] = (_typed, below) => below

/** The form of an instance with a draft of its own, which it shows to whoever looks. */
export function DraftedInstanceForm(props: DraftedInstanceFormProps) {
  const { kind, initial, assumptions = nothing, renderEffect = ownFigures, onDraft, ...form } = props
  const draft = useInstanceDraft({ kind, initial })
  onDraft?.(draft)
  return <InstanceForm draft={draft} assumptions={assumptions} renderEffect={renderEffect} {...form} />
}

export type DraftedAssumptionsFormProps = Omit<ComponentProps<typeof AssumptionsForm>, 'draft'> &
  Partial<Parameters<typeof useAssumptionsDraft>[0]>

const noHoldings: readonly PlanInstance[] = []

/** The form of assumptions with a draft of its own. */
export function DraftedAssumptionsForm(props: DraftedAssumptionsFormProps) {
  const { initial = nothing, holdings = noHoldings, inherited, ...form } = props
  const draft = useAssumptionsDraft({ initial, holdings, ...(inherited && { inherited }) })
  return <AssumptionsForm draft={draft} {...form} />
}
