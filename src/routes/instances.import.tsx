import { useNavigate } from 'react-router-dom'
import { importInstancesMutation } from '#data/instances/instances.mutations.ts'
import { ImportPage } from '#features/transfer/import-page.tsx'
import { counted } from '#lib/counted.ts'
import { paths } from '#lib/paths.ts'
import { notifyDone } from '#ui/notify.tsx'

export function Component() {
  const navigate = useNavigate()
  return (
    <ImportPage
      kind="instances"
      title="Import investments"
      description="Adds what is in the file to your real investments, all of it or nothing. What you have stays as it is."
      back={{ to: paths.instances, label: 'Investments' }}
      submitLabel={(count) => `Import ${counted(count, 'investment')}`}
      write={importInstancesMutation}
      onImported={({ imported }) =>
        notifyDone(`${counted(imported.length, 'investment is', 'investments are')} imported.`)
      }
      onImportedHere={() => navigate(paths.instances)}
    />
  )
}
