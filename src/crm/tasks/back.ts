/** The page of CRM that somebody goes back to, as its form says; the list of tasks when it says no such page. */
export function backTo(page: string | null): string {
  return /^\/crm\/[\w/-]+(\?[\w=&%~.:-]*)?$/.test(page ?? '') ? page! : '/crm/tasks';
}
