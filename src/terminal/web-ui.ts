import { WrongSettings } from './errors.js';

/** Finds out where Temporal's Web UI shows a workflow; undefined where nobody says and no dev server is meant. */
export function readWebUi(address: string, namespace: string): ((workflowId: string) => string) | undefined {
  const base = process.env['TEMPORAL_UI_URL'] || usualBase(address);
  if (base === undefined) return undefined;
  if (!/^https?:\/\//.test(base) || !URL.canParse(base))
    throw new WrongSettings(
      'TEMPORAL_UI_URL: expected the web address of the Web UI, such as http://localhost:8233',
    );
  const root = base.replace(/\/+$/, '');
  return (workflowId) => `${root}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`;
}

/** Where a dev server has it. */
function usualBase(address: string): string | undefined {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(address) ? 'http://localhost:8233' : undefined;
}
