using System.Text.Json;
using System.Text.Json.Nodes;
using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>Places in the body: one by dcmqi's keys, which stand beside others, several as a list.</summary>
internal sealed class SitesMember<T>(Func<T, IReadOnlyList<FindingSite>> get, Func<T, IReadOnlyList<FindingSite>, T> set) : JsonMember<T>
{
    private const string ListKey = "findingSites";

    private static readonly JsonRule<IReadOnlyList<FindingSite>> List = Rules.List(RegionKeys.Site, "a list of places in the body");

    public override T Read(JsonObjectReader from, T into)
    {
        FindingSite? single = SiteMember<T>.ReadSite(from);
        IReadOnlyList<FindingSite> sites = from.Optional(ListKey, List) ?? [];
        if (single is null)
            return set(into, sites);
        if (sites.Count > 0)
            from.Refuse(ListKey, "stands beside FindingSite; expected one of the two.");
        return set(into, [single]);
    }

    public override void Write(Utf8JsonWriter json, T value)
    {
        IReadOnlyList<FindingSite> sites = get(value);
        if (sites is [{ } single])
        {
            RegionKeys.Site.WriteMembers(json, single);
        }
        else if (sites.Count > 0)
        {
            json.WritePropertyName(ListKey);
            List.Write(json, sites);
        }
    }

    public override void Describe(JsonObject properties, JsonArray required, JsonSchemas schemas)
    {
        SiteMember<T>.DescribeSite(properties, schemas);
        DescribeOptional(properties, ListKey, List, schemas);
    }
}
