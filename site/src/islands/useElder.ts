import { useEffect, useState } from 'preact/hooks';

/** Whether the elder edition is shown; false while the page is being built. Follows the switch at the top. */
export function useElder(): boolean {
  const [elder, setElder] = useState(false);
  useEffect(() => {
    const root = document.documentElement;
    const look = () => setElder(root.classList.contains('elder'));
    const observer = new MutationObserver(look);
    observer.observe(root, { attributes: true, attributeFilter: ['class'] });
    look();
    return () => observer.disconnect();
  }, []);
  return elder;
}
