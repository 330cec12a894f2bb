/** Minutes that the program a person works toward asks for, by domain; undefined where none asks: the home page then shows the hours of the curriculum itself. Given by the room of certifications, which the course does not know. */
export abstract class AskedMinutes {
  abstract of(personId: string): Promise<ReadonlyMap<string, number> | undefined>;
}
