import { Button, Collapse, Stack } from '@mantine/core'
import { useDisclosure, useId } from '@mantine/hooks'
import type { ReactNode } from 'react'

interface DisclosureProps {
  show: string
  hide: string
  children: () => ReactNode
}

/** Something that most people do not need to see; made only when it is opened. */
export function Disclosure({ show, hide, children }: DisclosureProps) {
  const [isOpen, { toggle }] = useDisclosure(false)
  const id = useId()
  return (
    <Stack gap="xs">
      <Button
        variant="transparent"
        px={0}
        size="compact-sm"
        onClick={toggle}
        aria-expanded={isOpen}
        aria-controls={id}
        style={{ alignSelf: 'flex-start' }}
        className="no-print"
      >
        {isOpen ? hide : show}
      </Button>
      <Collapse expanded={isOpen} id={id}>
        {isOpen && children()}
      </Collapse>
    </Stack>
  )
}
