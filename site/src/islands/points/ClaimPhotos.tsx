import { points } from '../../i18n/zh/points.ts';

const words = points.claim.photos;

/** The photos of a claim, small; pressed, each opens in full. */
export function ClaimPhotos({ id, photos }: { id: string; photos: number }) {
  if (photos === 0) return null;
  return (
    <ul class="photos">
      {Array.from({ length: photos }, (_, index) => `/api/v1/claims/${id}/photos/${index + 1}`).map(
        (address, index) => (
          <li key={address}>
            <a href={address} target="_blank" rel="noopener">
              <img src={address} alt={words.nth(index + 1)} loading="lazy" />
            </a>
          </li>
        ),
      )}
    </ul>
  );
}
