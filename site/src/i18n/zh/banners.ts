/** Words around what is told for a while. */
export const banners = {
  until: (text: string, until: string) =>
    `${text}，到${/^\d/.test(until) ? ' ' : ''}${until} 为止。`,
};
