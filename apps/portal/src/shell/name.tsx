/** A name a person or machine gave itself: shown as text, and kept from turning the text around it. */
export const Name = ({ children }: { readonly children: string }) => <bdi className="name">{children}</bdi>;
