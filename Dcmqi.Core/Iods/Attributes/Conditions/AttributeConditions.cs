using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>The conditions of PS3.3 that a data set alone can decide.</summary>
internal static partial class AttributeConditions
{
    /// <summary>Decides the condition of a Type 1C or 2C attribute.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="scope">Where it stands, or should.</param>
    /// <returns><see langword="null"/> where the data set does not tell whether the attribute is required.</returns>
    public static AttributeCondition? Decide(Tag tag, ConditionScope scope) =>
        Code(tag, scope) ?? Identity(tag, scope) ?? Patient(tag, scope) ?? ContentItem(tag, scope) ?? Image(tag, scope) ?? Segmentation(tag, scope);

    // PS3.3 8.8
    private static AttributeCondition? Code(Tag tag, ConditionScope scope)
    {
        if (!scope.List.IsCode)
            return null;
        switch (tag.Value)
        {
            case Tags.CodeValue:
                return new(!scope.Has(Tags.LongCodeValue) && !scope.Has(Tags.URNCodeValue), "neither Long Code Value (0008,0119) nor URN Code Value (0008,0120) is present");
            case Tags.CodingSchemeDesignator:
                return new(scope.Has(Tags.CodeValue) || scope.Has(Tags.LongCodeValue), "Code Value (0008,0100) or Long Code Value (0008,0119) is present");
            case Tags.MappingResource or Tags.ContextGroupVersion:
                return new(scope.Has(Tags.ContextIdentifier), "Context Identifier (0008,010F) is present", Tags.ContextIdentifier);
            case Tags.ContextGroupLocalVersion or Tags.ContextGroupExtensionCreatorUID:
                return new(scope.Is(Tags.ContextGroupExtensionFlag, "Y"), "Context Group Extension Flag (0008,010B) is Y", Tags.ContextGroupExtensionFlag);
            default:
                return null;
        }
    }

    // PS3.3 10.1 and 10.14
    private static AttributeCondition? Identity(Tag tag, ConditionScope scope) => tag.Value switch
    {
        Tags.LocalNamespaceEntityID => new(!scope.Has(Tags.UniversalEntityID), "Universal Entity ID (0040,0032) is absent"),
        Tags.UniversalEntityIDType => new(scope.Has(Tags.UniversalEntityID), "Universal Entity ID (0040,0032) is present", Tags.UniversalEntityID, IsExclusive: true),
        Tags.InstitutionName when scope.List.Find(Tags.PersonIdentificationCodeSequence) is not null =>
            new(!scope.Has(Tags.InstitutionCodeSequence), "Institution Code Sequence (0008,0082) is absent"),
        _ => null,
    };

    // PS3.3 10.2
    private static AttributeCondition? ContentItem(Tag tag, ConditionScope scope)
    {
        if (scope.List.Find(Tags.ValueType) is null || scope.List.Find(Tags.ConceptNameCodeSequence) is null)
            return null;
        return tag.Value switch
        {
            Tags.DateTime => new(scope.Is(Tags.ValueType, "DATETIME"), "Value Type (0040,A040) is DATETIME"),
            Tags.Date => new(scope.Is(Tags.ValueType, "DATE"), "Value Type (0040,A040) is DATE"),
            Tags.Time => new(scope.Is(Tags.ValueType, "TIME"), "Value Type (0040,A040) is TIME"),
            Tags.PersonName => new(scope.Is(Tags.ValueType, "PNAME"), "Value Type (0040,A040) is PNAME"),
            Tags.UID => new(scope.Is(Tags.ValueType, "UIDREF"), "Value Type (0040,A040) is UIDREF"),
            Tags.TextValue => new(scope.Is(Tags.ValueType, "TEXT"), "Value Type (0040,A040) is TEXT"),
            Tags.ConceptCodeSequence => new(scope.Is(Tags.ValueType, "CODE"), "Value Type (0040,A040) is CODE"),
            Tags.NumericValue => new(scope.Is(Tags.ValueType, "NUMERIC"), "Value Type (0040,A040) is NUMERIC"),
            Tags.MeasurementUnitsCodeSequence => new(scope.Is(Tags.ValueType, "NUMERIC"), "Value Type (0040,A040) is NUMERIC"),
            Tags.ReferencedSOPSequence =>
                new(scope.Is(Tags.ValueType, "COMPOSITE") || scope.Is(Tags.ValueType, "IMAGE"), "Value Type (0040,A040) is COMPOSITE or IMAGE"),
            _ => null,
        };
    }
}
