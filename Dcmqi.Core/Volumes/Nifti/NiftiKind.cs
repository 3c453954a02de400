namespace Dcmqi.Volumes.Nifti;

/// <summary>The headers that share the form of Analyze 7.5.</summary>
internal enum NiftiKind
{
    Analyze,
    Nifti1,
    Nifti2,
}
