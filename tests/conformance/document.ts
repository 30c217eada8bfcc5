/**
 * Walking an OpenAPI document: a place is a value together with the pointer that leads to it, since ajv compiles
 * schemas by pointer.
 *
 * @module
 */
import { isObject, type JsonObject, pointerSegment } from "./json.ts";

export interface Place {
  value: JsonObject;
  pointer: string;
}

export class OpenApiDocument {
  readonly root: JsonObject;

  constructor(root: JsonObject) {
    this.root = root;
  }

  /** The object behind the keys; references are followed. `undefined` where there is none. */
  find(from: Place | undefined, ...keys: string[]): Place | undefined {
    let place = from && this.follow(from);
    for (const key of keys) {
      const value = place?.value[key];
      if (!place || !isObject(value)) return undefined;
      place = this.follow({ value, pointer: `${place.pointer}/${pointerSegment(key)}` });
    }
    return place;
  }

  fromRoot(...keys: string[]): Place | undefined {
    return this.find({ value: this.root, pointer: "" }, ...keys);
  }

  /** The members of an object that are objects themselves. */
  entries(place: Place | undefined): [string, Place][] {
    return Object.keys(place?.value ?? {}).flatMap((key) => {
      const member = this.find(place, key);
      return member ? [[key, member] satisfies [string, Place]] : [];
    });
  }

  /** The objects in a list. */
  items(from: Place | undefined, key: string): Place[] {
    const list = from?.value[key];
    if (!from || !Array.isArray(list)) return [];
    return list.flatMap((value: unknown, index) =>
      isObject(value) ? [this.follow({ value, pointer: `${from.pointer}/${key}/${index}` })] : []
    );
  }

  private follow(place: Place): Place {
    const reference = place.value.$ref;
    if (typeof reference !== "string") return place;
    const keys = reference.slice("#/".length).split("/").map((segment) =>
      segment.replaceAll("~1", "/").replaceAll("~0", "~")
    );
    const target = this.fromRoot(...keys);
    if (!target) throw new Error(`Cannot follow ${reference} at ${place.pointer}`);
    return target;
  }
}
