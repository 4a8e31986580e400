/** Where Temporal's Web UI shows a workflow. */
export function webUiOf(base: string, namespace: string, workflowId: string): string {
  const [of, at] = [namespace, workflowId].map(encodeURIComponent);
  return `${base.replace(/\/+$/, '')}/namespaces/${of}/workflows/${at}`;
}

/** Where a dev server at this address has its Web UI; of any other server nobody knows it. */
export function usualWebUi(address: string): string | undefined {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(address) ? 'http://localhost:8233' : undefined;
}
