// What the theory of spectra and of mean fields comes from, and how the numbers are computed.

extension Reference {
  static let ofTheory = spectra + meanField

  private static let spectra = [
    Reference(
      "Girko 1984", .article, ["V. L. Girko"], "Circular law",
      "Theory of Probability and Its Applications"),
    Reference(
      "Wigner 1955", .article, ["Eugene P. Wigner"],
      "Characteristic Vectors of Bordered Matrices with Infinite Dimensions",
      "Annals of Mathematics", doi: "10.2307/1970079"),
    Reference(
      "Marchenko and Pastur 1967", .article, ["V. A. Marčenko", "L. A. Pastur"],
      "Distribution of eigenvalues for some sets of random matrices",
      "Mathematics of the USSR-Sbornik"),
    Reference(
      "Wachter 1980", .article, ["Kenneth W. Wachter"],
      "The limiting empirical measure of multiple discriminant ratios", "Annals of Statistics"),
    Reference(
      "Życzkowski and Sommers 2000", .article, ["Karol Życzkowski", "Hans-Jürgen Sommers"],
      "Truncations of random unitary matrices", "Journal of Physics A"),
    Reference(
      "Bai and Yin 1988", .article, ["Z. D. Bai", "Y. Q. Yin"],
      "Necessary and sufficient conditions for almost sure convergence of the largest "
        + "eigenvalue of a Wigner matrix", "Annals of Probability"),
    Reference(
      "Tao 2013", .article, ["Terence Tao"],
      "Outliers in the spectrum of iid matrices with bounded rank perturbations",
      "Probability Theory and Related Fields", doi: "10.1007/s00440-011-0397-9"),
    Reference(
      "Benaych-Georges and Nadakuditi 2012", .article,
      ["Florent Benaych-Georges", "Raj Rao Nadakuditi"],
      "The singular values and vectors of low rank perturbations of large rectangular random "
        + "matrices", "Journal of Multivariate Analysis", doi: "10.1016/j.jmva.2012.04.019"),
    Reference(
      "Wood 2012", .article, ["Philip Matchett Wood"],
      "Universality and the circular law for sparse random matrices",
      "Annals of Applied Probability", doi: "10.1214/11-AAP789"),
    Reference(
      "Cook, Hachem, Najim and Renfrew 2018", .article,
      ["Nicholas Cook", "Walid Hachem", "Jamal Najim", "David Renfrew"],
      "Non-Hermitian random matrices with a variance profile (I): deterministic equivalents and "
        + "limiting ESDs", "Electronic Journal of Probability"),
    Reference(
      "Bryc, Dembo and Jiang 2006", .article,
      ["Włodzimierz Bryc", "Amir Dembo", "Tiefeng Jiang"],
      "Spectral measure of large random Hankel, Markov and Toeplitz matrices",
      "Annals of Probability", doi: "10.1214/009117905000000495"),
    Reference(
      "Dykema and Haagerup 2004", .article, ["Ken Dykema", "Uffe Haagerup"],
      "DT-operators and decomposability of Voiculescu's circular operator",
      "American Journal of Mathematics"),
    Reference(
      "Rider and Sinclair 2014", .article, ["Brian Rider", "Christopher D. Sinclair"],
      "Extremal laws for the real Ginibre ensemble", "Annals of Applied Probability"),
    Reference(
      "Johnstone 2001", .article, ["Iain M. Johnstone"],
      "On the distribution of the largest eigenvalue in principal components analysis",
      "Annals of Statistics"),
    Reference(
      "Edelman 1988", .article, ["Alan Edelman"],
      "Eigenvalues and condition numbers of random matrices",
      "SIAM Journal on Matrix Analysis and Applications"),
    Reference(
      "Trefethen and Embree 2005", .book, ["Lloyd N. Trefethen", "Mark Embree"],
      "Spectra and Pseudospectra: The Behavior of Nonnormal Matrices and Operators",
      "Princeton University Press"),
  ]

  private static let meanField = [
    Reference(
      "Sompolinsky, Crisanti and Sommers 1988", .article,
      ["H. Sompolinsky", "A. Crisanti", "H. J. Sommers"], "Chaos in Random Neural Networks",
      "Physical Review Letters", doi: "10.1103/PhysRevLett.61.259"),
    Reference(
      "Poole et al. 2016", .inproceedings,
      [
        "Ben Poole", "Subhaneil Lahiri", "Maithra Raghu", "Jascha Sohl-Dickstein",
        "Surya Ganguli",
      ],
      "Exponential expressivity in deep neural networks through transient chaos", "NeurIPS",
      arXiv: "1606.05340"),
    Reference(
      "Schoenholz et al. 2017", .inproceedings,
      ["Samuel S. Schoenholz", "Justin Gilmer", "Surya Ganguli", "Jascha Sohl-Dickstein"],
      "Deep Information Propagation", "ICLR", arXiv: "1611.01232"),
    Reference(
      "Engelken, Wolf and Abbott 2023", .article,
      ["Rainer Engelken", "Fred Wolf", "L. F. Abbott"],
      "Lyapunov spectra of chaotic recurrent neural networks", "Physical Review Research",
      doi: "10.1103/PhysRevResearch.5.043044"),
    Reference(
      "Engelken 2023", .inproceedings, ["Rainer Engelken"],
      "Gradient Flossing: Improving Gradient Descent through Dynamic Control of Jacobians",
      "NeurIPS", arXiv: "2312.17306"),
  ]

  static let ofMethods = [
    Reference(
      "Salmon et al. 2011", .inproceedings,
      ["John K. Salmon", "Mark A. Moraes", "Ron O. Dror", "David E. Shaw"],
      "Parallel Random Numbers: As Easy as 1, 2, 3", "SC", doi: "10.1145/2063384.2063405"),
    Reference(
      "Werbos 1990", .article, ["Paul J. Werbos"],
      "Backpropagation through time: what it does and how to do it", "Proceedings of the IEEE",
      doi: "10.1109/5.58337"),
    Reference(
      "Lehoucq, Sorensen and Yang 1998", .book,
      ["R. B. Lehoucq", "D. C. Sorensen", "C. Yang"],
      "ARPACK Users' Guide: Solution of Large-Scale Eigenvalue Problems with Implicitly Restarted "
        + "Arnoldi Methods", "SIAM", doi: "10.1137/1.9780898719628"),
    Reference(
      "Benettin, Galgani and Strelcyn 1976", .article,
      ["Giancarlo Benettin", "Luigi Galgani", "Jean-Marie Strelcyn"],
      "Kolmogorov entropy and numerical experiments", "Physical Review A",
      doi: "10.1103/PhysRevA.14.2338"),
    Reference(
      "Benettin, Galgani, Giorgilli and Strelcyn 1980", .article,
      ["Giancarlo Benettin", "Luigi Galgani", "Antonio Giorgilli", "Jean-Marie Strelcyn"],
      "Lyapunov Characteristic Exponents for smooth dynamical systems and for Hamiltonian "
        + "systems; a method for computing all of them. Part 1: Theory", "Meccanica",
      doi: "10.1007/BF02128236"),
    Reference(
      "Geist, Parlitz and Lauterborn 1990", .article,
      ["Karlheinz Geist", "Ulrich Parlitz", "Werner Lauterborn"],
      "Comparison of Different Methods for Computing Lyapunov Exponents",
      "Progress of Theoretical Physics", doi: "10.1143/PTP.83.875"),
    Reference(
      "Kaplan and Yorke 1979", .incollection, ["James L. Kaplan", "James A. Yorke"],
      "Chaotic behavior of multidimensional difference equations",
      "Functional Differential Equations and Approximation of Fixed Points",
      doi: "10.1007/BFb0064319"),
    Reference(
      "Flyvbjerg and Petersen 1989", .article, ["H. Flyvbjerg", "H. G. Petersen"],
      "Error estimates on averages of correlated data", "Journal of Chemical Physics",
      doi: "10.1063/1.457480"),
    Reference(
      "Stewart 1997", .article, ["G. W. Stewart"],
      "On graded QR decompositions of products of matrices",
      "Electronic Transactions on Numerical Analysis"),
    Reference(
      "Hyndman and Fan 1996", .article, ["Rob J. Hyndman", "Yanan Fan"],
      "Sample Quantiles in Statistical Packages", "The American Statistician",
      doi: "10.1080/00031305.1996.10473566"),
  ]
}
