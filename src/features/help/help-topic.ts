import type { ReactNode } from 'react'
import type { HelpTopicId } from '#lib/help-topic-ids.ts'

/** A question as people ask it, and its answer in the words of the screens. */
interface HelpTopic {
  title: string
  content: ReactNode
}

export type HelpTopics<Id extends HelpTopicId> = Readonly<Record<Id, HelpTopic>>
