import { Anchor, Box, List, Stack, Title } from '@mantine/core'
import { useEffect } from 'react'
import { useLocation } from 'react-router-dom'
import { helpTopicIds } from '#lib/help-topic-ids.ts'
import { Page } from '#ui/page.tsx'
import { helpTopics } from './help-topics.ts'

export function HelpPage() {
  useArrivalAtTopic()
  return (
    <Page
      title="Help"
      description="How to experiment with your investments, and how to apply what you decide."
    >
      <Stack gap="xl" maw={720}>
        <Box component="nav" aria-label="On this page" className="no-print">
          <List spacing={4}>
            {helpTopicIds.map((id) => (
              <List.Item key={id}>
                <Anchor href={`#${id}`}>{helpTopics[id].title}</Anchor>
              </List.Item>
            ))}
          </List>
        </Box>
        {helpTopicIds.map((id) => (
          <Stack key={id} gap="xs" component="section" aria-labelledby={id}>
            <Title order={2} fz="h3" id={id} tabIndex={-1}>
              {helpTopics[id].title}
            </Title>
            {helpTopics[id].content}
          </Stack>
        ))}
      </Stack>
    </Page>
  )
}

/** The page comes after its address, so the browser finds no topic there when it looks for one. */
function useArrivalAtTopic() {
  const { hash } = useLocation()
  useEffect(() => {
    const heading = document.getElementById(hash.slice(1))
    heading?.scrollIntoView()
    heading?.focus({ preventScroll: true })
  }, [hash])
}
