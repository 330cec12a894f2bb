/**
 * Minutes that the program a person works toward asks for, by domain. Given by the room of certifications; where nothing gives it, the home page shows the
 * hours of the curriculum itself.
 */
export abstract class AskedMinutes {
  abstract of(personId: string): Promise<ReadonlyMap<string, number>>;
}
