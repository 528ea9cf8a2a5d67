import { describe, expect, it } from "vitest";
import { createGuard } from "../../src/index.ts";
import { embeddedData } from "../../src/policy/embedded.ts";

const nothing = { unknown: [], prohibited: false, training: "any", retentionDays: "any", deployments: "any", assurances: [], regions: "any", headquarters: "any", obligations: [] };

describe("requirements", () => {
  it("are none for public data", async () => {
    expect((await createGuard()).requirements(["public"])).toEqual({ ...nothing, categories: ["public"] });
  });

  it("are those of the default where no category is named", async () => {
    const guard = await createGuard();
    expect(guard.requirements([])).toEqual(guard.requirements(["confidential"]));
  });

  it("join to the strictest of every category and layer", async () => {
    const data = embeddedData();
    const categories = {
      one: [{ retentionDays: 30, deployments: ["api", "local"], assurances: ["soc2"], obligations: ["audit"] }, { regions: ["eu", "us"] }],
      two: [{ training: "never", retentionDays: 7, deployments: ["local", "self-hosted"], assurances: ["hipaa-baa"], regions: ["eu"] }],
    } as const;
    const guard = await createGuard({ data: { ...data, organisation: { ...data.organisation, taxonomy: { defaults: null, categories } } } as never });
    expect(guard.requirements(["two", "one", "two"])).toEqual({
      ...nothing,
      categories: ["one", "two"],
      training: "never",
      retentionDays: 7,
      deployments: ["local"],
      assurances: ["hipaa-baa", "soc2"],
      regions: ["eu"],
      obligations: ["audit"],
    });
  });

  it("name the categories that the taxonomy lacks, and those that forbid every call", async () => {
    const guard = await createGuard();
    expect(guard.requirements(["nonsense", "constructor", "prohibited"])).toMatchObject({ unknown: ["constructor", "nonsense"], prohibited: true });
  });
});
