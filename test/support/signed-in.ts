/** What a sign-in answers without a second step. */
export function signedIn<Answer extends { state: string }>(answer: Answer): Extract<Answer, { state: 'signed-in' }> {
  if (!isSignedIn(answer)) throw new Error(`signed in was expected, not ${answer.state}`);
  return answer;
}

const isSignedIn = <Answer extends { state: string }>(
  answer: Answer,
): answer is Extract<Answer, { state: 'signed-in' }> => answer.state === 'signed-in';
