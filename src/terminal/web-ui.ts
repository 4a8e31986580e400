import { usualWebUi, webUiOf } from '../web-ui.js';
import { WrongSettings } from './errors.js';

/** Finds out where Temporal's Web UI shows a workflow; undefined where nobody says and no dev server is meant. */
export function readWebUi(address: string, namespace: string): ((workflowId: string) => string) | undefined {
  const base = process.env['TEMPORAL_UI_URL'] || usualWebUi(address);
  if (base === undefined) return undefined;
  if (!/^https?:\/\//.test(base) || !URL.canParse(base))
    throw new WrongSettings(
      'TEMPORAL_UI_URL: expected the web address of the Web UI, such as http://localhost:8233',
    );
  return (workflowId) => webUiOf(base, namespace, workflowId);
}
