import { Link } from '@tanstack/react-router';
import { useWords } from '../words/use-words.js';

export function NotFoundPage() {
  const { words } = useWords();
  return (
    <>
      <h1>{words.frame.notFound}</h1>
      <p>
        <Link to="/">{words.frame.backToQueue}</Link>
      </p>
    </>
  );
}
