using Dcmqi.Dicom;

namespace Dcmqi.Iods;

internal sealed partial class InheritedAttributes
{
    private int _faultCount;

    private bool Keeps => _faults.Repair == SourceRepair.Keep;

    private void Tell(string fault, string remedy)
    {
        _faultCount++;
        _faults.Add(_sourceName, fault, Keeps ? "Kept as it is" : remedy);
    }

    private void TellIllegal(ModuleAttribute attribute, string value, string expected, string path)
    {
        bool isReplaced = !Keeps && attribute.Type == AttributeType.Type1 && attribute.VR == VR.UI && path == attribute.Tag.Describe();
        if (isReplaced)
            _replaced.Add(attribute.Tag);
        Tell($"{path} is {QuotedValue.Of(value)}; {expected} was expected", isReplaced ? "A new one was made" : Removal(attribute));
    }

    private static string Removal(ModuleAttribute attribute) =>
        attribute.Type is AttributeType.Type2 or AttributeType.Type2C ? "Written empty" : "Left out";

    // A cut identifier or code may be that of something else.
    private static bool IsIdentifier(Tag tag)
    {
        if (tag == Tags.CodeValue || tag == Tags.CodingSchemeDesignator || tag == Tags.CodingSchemeVersion)
            return true;
        string name = DicomDictionary.NameOf(tag);
        return name.EndsWith(" ID", StringComparison.Ordinal) || name.EndsWith(" Number", StringComparison.Ordinal)
            || name.EndsWith(" Identifier", StringComparison.Ordinal) || name.StartsWith("Issuer of ", StringComparison.Ordinal);
    }
}
