/** Moves the focus once the page has drawn what it says now. */
export function focusOn(id: string): void {
  setTimeout(() => document.getElementById(id)?.focus(), 0);
}
