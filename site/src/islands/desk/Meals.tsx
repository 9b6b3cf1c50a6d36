export function MealsPage() {
  return null;
}
