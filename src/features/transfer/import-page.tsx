import { Alert, Button, FileInput, Group, Loader, Paper, Stack, Text } from '@mantine/core'
import { IconFileAlert, IconFileImport } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useWrite, type Write } from '#data/writes.ts'
import type { DocumentKind } from '#domain/documents/formats.ts'
import { paths } from '#lib/paths.ts'
import { useRequestIds } from '#lib/request-ids.ts'
import { BackLink } from '#ui/back-link.tsx'
import { useFocusGivenBack } from '#ui/focus-given-back.ts'
import { HelpLink } from '#ui/help-link.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { Page } from '#ui/page.tsx'
import { useUnsavedChanges } from '#ui/unsaved-changes.ts'
import { InstancesPreview } from './instances-preview.tsx'
import { ProblemTable } from './problem-table.tsx'
import { type ChosenFile, readFile } from './read-file.ts'
import { Refusal } from './refusal.tsx'
import { ScenarioPreview } from './scenario-preview.tsx'

interface ImportPageProps<Imported> {
  kind: DocumentKind
  title: string
  description: string
  back: { to: string; label: string }
  submitLabel: (count: number) => string
  /** Sends the document. */
  write: Write<Imported, { document: unknown; requestId: string }>
  onImported: (imported: Imported) => void
  /** Leads to what was imported, for whoever has not left the page. */
  onImportedHere: (imported: Imported) => void
  /** Why nothing can be imported for now. */
  pausedBecause?: string | null
}

/**
 * From a file to what it holds: everything wrong with it is shown before anything is sent, and nothing of the choice is
 * lost when sending fails. A retry is the same request, so that nothing is imported twice.
 */
export function ImportPage<Imported>(props: ImportPageProps<Imported>) {
  const { kind, title, description, back, submitLabel, write, pausedBecause = null } = props
  const { onImported, onImportedHere } = props
  const [chosen, setChosen] = useState<ChosenFile | null>(null)
  const requestIds = useRequestIds()
  const isReady = chosen !== null && chosen.read.problems === null
  const { release } = useUnsavedChanges(isReady)
  const importing = useWrite(write, {
    failed: 'Nothing was imported',
    onSuccess: onImported,
    onSuccessHere: (imported) => {
      release()
      onImportedHere(imported)
    },
  })

  const content = useRef<HTMLDivElement>(null)
  useFocusGivenBack(content, importing.isPending)
  const send = (document: unknown) => importing.mutate({ document, requestId: requestIds.for(document) })

  const [isReading, setIsReading] = useState(false)
  const lastChoice = useRef<File | null>(null)
  async function handleChoice(file: File | null) {
    lastChoice.current = file
    importing.reset()
    setIsReading(file !== null)
    const read = file && (await readFile(file, kind))
    // A large file may be read to its end after a small one that was chosen later.
    if (lastChoice.current !== file) return
    setIsReading(false)
    setChosen(read)
  }

  return (
    <Page
      title={title}
      description={description}
      breadcrumbs={<BackLink to={back.to}>{back.label}</BackLink>}
    >
      <Stack gap="md" maw={860} ref={content}>
        <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
          <FileInput
            label="File"
            description="A .json file that was exported here. Nothing is imported before you have looked at what is in it."
            placeholder={isReading ? 'Reading the file…' : 'Choose a file'}
            accept="application/json,.json"
            leftSection={isReading ? <Loader size={16} /> : <IconFileImport size={18} aria-hidden />}
            clearable
            clearButtonProps={{ 'aria-label': 'Choose no file' }}
            disabled={importing.isPending}
            value={chosen?.file ?? null}
            onChange={(file) => void handleChoice(file)}
          />
        </Paper>
        {chosen && chosen.read.problems !== null && (
          <>
            <Alert
              color="orange"
              icon={<IconFileAlert aria-hidden />}
              title="This file cannot be imported as it is"
              role="alert"
            >
              Nothing has been sent. Correct the places below in the file, or export it anew, and choose it
              again. <HelpLink to={paths.helpTopic('files')}>What files are there?</HelpLink>
            </Alert>
            <ProblemTable problems={chosen.read.problems} />
          </>
        )}
        {chosen && chosen.read.problems === null && (
          <>
            {kind === 'scenario' ? (
              <ScenarioPreview choiceId={chosen.id} read={chosen.read} />
            ) : (
              <InstancesPreview instances={chosen.read.instances} />
            )}
            {importing.error !== null && (
              <Refusal error={importing.error} read={chosen.read} title={importing.failed} />
            )}
            {pausedBecause && (
              <Text size="sm" role="status">
                {pausedBecause}
              </Text>
            )}
            <Group gap="sm">
              <Button
                loading={importing.isPending}
                disabled={
                  pausedBecause !== null || (kind === 'instances' && chosen.read.instances.length === 0)
                }
                onClick={() => chosen.read.problems === null && send(chosen.read.document)}
              >
                {submitLabel(chosen.read.instances.length)}
              </Button>
              <LinkButton variant="subtle" to={back.to}>
                Cancel
              </LinkButton>
            </Group>
          </>
        )}
      </Stack>
    </Page>
  )
}
